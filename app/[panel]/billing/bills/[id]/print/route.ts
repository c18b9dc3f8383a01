import { billPdf } from "@/lib/billing/bills/pdf";
import { answering } from "@/lib/core/http/answer";
import { isLocale } from "@/lib/core/i18n/locale";
import { callerOfRequest } from "@/lib/governance/auth/request-caller";
import "@/lib/registry";

type Context = { params: Promise<{ id: string }> };

/** `GET /<panel>/billing/bills/<id>/print`: the bill as a PDF, in the reader's language, shown where it is opened. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async (facts) => {
    const caller = await callerOfRequest(request, facts);
    const locale = isLocale(caller.locale) ? caller.locale : facts.locale;
    const { name, content } = await billPdf((await params).id, caller, locale);
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="${name.replace(/[^\w.-]/g, "_")}"`,
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      },
    });
  });
