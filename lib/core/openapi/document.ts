import { directory } from "@/lib/core/directory";
import { env } from "@/lib/core/env";
import type { Translate } from "@/lib/core/i18n/translate";
import { commandOperation } from "@/lib/core/openapi/commands";
import { listOperation, recordName, recordOperation, recordSchema } from "@/lib/core/openapi/resources";
import { otherPaths } from "@/lib/core/openapi/routes";
import { sharedParts } from "@/lib/core/openapi/shared";
import { ticketPaths } from "@/lib/core/openapi/ticket-routes";
import type { OpenApi, PathItem } from "@/lib/core/openapi/types";
import { textsOf } from "@/lib/core/resource/describe";

/**
 * The product's API as OpenAPI 3.1, made from the registry: every command and every list of the modules that are
 * on, in the reader's language.
 * @param version of the product.
 * @param off names of the modules that are switched off.
 */
export function openApi(t: Translate, version: string, off: ReadonlySet<string> = new Set()): OpenApi {
  const { commands, resources, moduleOf } = directory();
  const shared = sharedParts(t);
  const paths: Record<string, PathItem> = {};
  const tags = new Map<string, string>();
  for (const resource of resources.values()) {
    if (off.has(resource.module)) continue;
    tags.set(resource.name, t(`${textsOf(resource)}.label`));
    paths[`/api/v1/${resource.name}`] = { get: listOperation(resource, t) };
    paths[`/api/v1/${resource.name}/{id}`] = { get: recordOperation(resource, t) };
    shared.schemas[recordName(resource)] = recordSchema(resource, t);
  }
  for (const command of commands.values()) {
    const module = moduleOf(command).name;
    if (off.has(module)) continue;
    const [noun = ""] = command.name.split(".");
    // A noun that is no list has its name among the document's own words.
    if (!tags.has(noun)) tags.set(noun, t(`core.docs.tags.${noun}`));
    const operation = commandOperation(command, module, t);
    paths[`/api/v1/${command.name.replace(".", "/")}`] = { post: operation };
  }
  const tickets = resources.has("service-tickets") && !off.has("field-service") ? ticketPaths(t) : {};
  for (const [path, item] of Object.entries({ ...otherPaths(t), ...tickets })) {
    paths[path] = item;
    for (const tag of Object.values(item).flatMap((operation) => operation.tags))
      if (!tags.has(tag)) tags.set(tag, t(`core.docs.tags.${tag}`));
  }
  return {
    openapi: "3.1.1",
    info: { title: t("core.app.name"), version, description: t("core.docs.about") },
    servers: [{ url: env().APP_URL }],
    security: [{ serviceToken: [] }],
    tags: [...tags].map(([name, description]) => ({ name, description })),
    paths,
    components: shared,
  };
}
