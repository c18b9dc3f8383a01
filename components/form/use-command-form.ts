"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type Resolver, useForm } from "react-hook-form";
import { v7 as uuid } from "uuid";
import type { CommandSpec } from "./command";
import { type FormWords, formSchema } from "./schema";
import type { CommandOutcome, RunCommand } from "./use-command-run";
import { commandInput, type FormValues, faultsByField, firstValues, visibleFields } from "./values";

/**
 * A form that sends one command. The same input always goes under the same idempotency key, so trying again after a lost
 * answer cannot do it twice; a corrected input goes under a new one. A second submit while one is under way does nothing.
 */
export function useCommandForm(spec: CommandSpec, run: RunCommand, onDone: (data: unknown) => void) {
  const words = useTranslations("core.validation") as unknown as FormWords;
  const fields = spec.fields ?? [];
  const [outcome, setOutcome] = useState<CommandOutcome | null>(null);
  const sent = useRef({ text: "", key: "" });
  const under = useRef(false);

  const resolver: Resolver<FormValues> = (values, context, options) =>
    zodResolver(formSchema(visibleFields(fields, values), words))(
      values,
      context,
      options as never,
    ) as ReturnType<Resolver<FormValues>>;
  const form = useForm<FormValues>({ defaultValues: firstValues(fields, spec.defaults), resolver });

  const submit = form.handleSubmit(async (values) => {
    if (under.current) return;
    under.current = true;
    setOutcome(null);
    const input = commandInput(fields, values, spec.defaults);
    const text = JSON.stringify(input);
    if (sent.current.text !== text) sent.current = { text, key: uuid() };
    try {
      const result = await run(spec.command, input, sent.current.key);
      if (result.kind === "canceled") return;
      if (result.kind === "done") {
        form.reset(values);
        onDone(result.data);
        return;
      }
      setOutcome(result);
      if (result.kind === "error") {
        const { named } = faultsByField(fields, result.error.fieldErrors);
        for (const [name, message] of Object.entries(named)) form.setError(name, { type: "server", message });
      }
    } finally {
      under.current = false;
    }
  });

  return { form, fields, submit, outcome };
}
