"use server";

import { redirect } from "next/navigation";
import { endOwnSession } from "../end-own-session";

/** Ends the session under way. */
export async function signOut(): Promise<void> {
  await endOwnSession();
  redirect("/sign-in?done=signed_out");
}
