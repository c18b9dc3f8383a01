"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type LinkPurpose, redeemAccountLink, sendPasswordReset } from "@/lib/governance/auth/account-links";
import { currentFacts } from "@/lib/governance/auth/current-caller";
import { type Problem, problemOf } from "./problem";

/** Asks for a link to set a new password. The answer is the same for every address. */
export async function requestReset(email: string): Promise<{ ok: true } | Problem> {
  try {
    await sendPasswordReset(z.string().min(1).max(254).parse(email), await currentFacts());
    return { ok: true };
  } catch (error) {
    return problemOf(error);
  }
}

const input = z.object({ token: z.string().min(20).max(200), password: z.string().min(1).max(200) });

/** Sets the password of the account a link opens, and goes on to sign in. */
export async function redeem(purpose: LinkPurpose, token: string, password: string): Promise<Problem> {
  try {
    await redeemAccountLink(
      z.enum(["invitation", "password_reset"]).parse(purpose),
      input.parse({ token, password }),
      await currentFacts(),
    );
    redirect(`/sign-in?done=${purpose === "invitation" ? "invitation" : "password"}`);
  } catch (error) {
    return problemOf(error);
  }
}
