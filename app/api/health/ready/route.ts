import { engineHealth } from "@/inngest/engine-client";
import { json } from "@/lib/core/http/answer";
import { readiness } from "@/lib/sre/health/ready";

export const dynamic = "force-dynamic";

/** `GET /api/health/ready`: the process can work; 503 when something is down that nothing works without. */
export async function GET(): Promise<Response> {
  const found = await readiness(async () => (await engineHealth()).up);
  return json({ data: found }, found.state === "up" ? 200 : 503);
}
