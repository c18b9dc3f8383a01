import { z } from "zod";
import type { Command } from "@/lib/core/command";
import type { Translate } from "@/lib/core/i18n/translate";
import { answers, ref } from "@/lib/core/openapi/shared";
import type { Operation, Schema } from "@/lib/core/openapi/types";

/** A command's input as JSON Schema, as a caller writes it. */
export function inputSchema(command: Command): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(command.input, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // The format says it already, and in words.
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  });
  return schema;
}

/** `POST /api/v1/<noun>/<verb>`. @param module whose catalogue names the command. */
export function commandOperation(command: Command, module: string, t: Translate): Operation {
  const [noun = ""] = command.name.split(".");
  const schema = inputSchema(command);
  const texts = `${module}.commands.${command.name}`;
  const approval: Operation["responses"] = command.approvable
    ? {
        "202": {
          description: t("core.docs.answers.waiting"),
          content: { "application/json": { schema: ref("schemas", "Waiting") } },
        },
      }
    : {};
  return {
    operationId: command.name,
    tags: [noun],
    summary: t(`${texts}.title`),
    description: t(`${texts}.description`),
    parameters: [ref("parameters", "IdempotencyKey")],
    requestBody: {
      required: Array.isArray(schema.required) && schema.required.length > 0,
      content: { "application/json": { schema } },
    },
    responses: {
      "200": {
        description: t("core.docs.answers.done"),
        content: {
          "application/json": { schema: { type: "object", required: ["data"], properties: { data: {} } } },
        },
      },
      ...approval,
      ...answers(400, 401, 403, 404, 409, 413, 422, 429, 503),
    },
    ...(command.permission ? { "x-permission": command.permission } : {}),
    ...(command.sensitive ? { "x-step-up": true } : {}),
  };
}
