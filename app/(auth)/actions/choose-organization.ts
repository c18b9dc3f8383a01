"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { currentSession, doorOf } from "@/lib/governance/auth/current-caller";
import { nextPath } from "@/lib/governance/auth/next-path";
import { requirePerson } from "@/lib/governance/auth/person";
import { chooseOrganization as choose } from "@/lib/governance/sessions/choose-organization";
import { keepTimeZone } from "./time-zone";

const chosen = z.uuid().nullable();

/** Works in another organization from now on; the page under way is drawn anew. @param id null for all of them. */
export async function chooseOrganization(id: string | null): Promise<void> {
  await remember(id, "");
  refresh();
}

/** Chooses where to work, and goes on to where the person wanted to be. */
export async function chooseAndGo(id: string | null, next: string): Promise<void> {
  await remember(id, nextPath(next));
  redirect(nextPath(next));
}

async function remember(id: string | null, next: string): Promise<void> {
  const reading = await currentSession();
  if (reading.state !== "ready" && reading.state !== "no_organization") redirect(doorOf(reading, next));
  const { id: organizationId } = await choose(requirePerson(reading.caller), chosen.parse(id));
  await keepTimeZone(organizationId);
}
