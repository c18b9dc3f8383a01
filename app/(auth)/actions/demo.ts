"use server";

import { headers } from "next/headers";
import { currentSession } from "@/lib/governance/auth/current-caller";
import { type DemoOperator, demoCode, demoOperators } from "@/lib/governance/auth/demo-help";

/** The demo operators with codes that work now; nobody unless this is demo data on the reader's own machine. */
export const refreshDemoOperators = async (): Promise<DemoOperator[]> => demoOperators(await headers());

/** A code that works now for the demo operator who is half signed in. */
export async function refreshDemoCode(): Promise<string | null> {
  const reading = await currentSession();
  return reading.state === "second_factor" ? demoCode(reading.operator.id, await headers()) : null;
}
