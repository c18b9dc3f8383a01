import { modulesOff } from "@/lib/core/directory";
import { answering } from "@/lib/core/http/answer";
import { translator } from "@/lib/core/i18n/translate";
import { openApi } from "@/lib/core/openapi/document";
import "@/lib/registry";
import { version } from "@/package.json";

export const dynamic = "force-dynamic";

/** `GET /api/openapi.json` describes the API to programs. It says what there is, not what anybody may see. */
export const GET = (request: Request): Promise<Response> =>
  answering(request, async ({ locale }) =>
    Response.json(openApi(await translator(locale), version, await modulesOff()), {
      headers: { "cache-control": "public, max-age=300", vary: "accept-language" },
    }),
  );
