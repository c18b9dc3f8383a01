import { AppError } from "@/lib/core/errors";
import { requestFacts } from "@/lib/core/http/request";
import { fileResponse } from "@/lib/governance/files/response";
import { openFileLink } from "@/lib/governance/secure-links/visit";
import "@/lib/registry";

/** `POST /s/<token>/file` hands out the file of a secure link, once; otherwise the page says why not. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  const back = () =>
    new Response(null, { status: 303, headers: { location: `/s/${encodeURIComponent(token)}` } });
  try {
    const opened = await openFileLink(token, requestFacts(request.headers));
    return typeof opened === "string" ? back() : await fileResponse(opened, request);
  } catch (error) {
    if (error instanceof AppError) return back();
    throw error;
  }
}
