import { json } from "@/lib/core/http/answer";

export const dynamic = "force-dynamic";

/** `GET /api/health/live`: the process answers. */
export const GET = (): Response => json({ data: { state: "up" } });
