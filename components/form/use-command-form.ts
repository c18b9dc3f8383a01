"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { type Resolver, useForm } from "react-hook-form";
import type { CommandSpec } from "./command";
import { type FormWords, formSchema } from "./schema";
import type { RunCommand } from "./use-command-run";
import { useSend } from "./use-send";
import { commandInput, type FormValues, faultsByField, firstValues, visibleFields } from "./values";

/** A form that sends one command and shows what the server says is wrong beside the fields. */
export function useCommandForm(spec: CommandSpec, run: RunCommand, onDone: (data: unknown) => void) {
  const words = useTranslations("core.validation") as unknown as FormWords;
  const fields = spec.fields ?? [];
  const { send, outcome, forget } = useSend(run);

  const resolver: Resolver<FormValues> = (values, context, options) =>
    zodResolver(formSchema(visibleFields(fields, values), words))(
      values,
      context,
      options as never,
    ) as ReturnType<Resolver<FormValues>>;
  const form = useForm<FormValues>({ defaultValues: firstValues(fields, spec.defaults), resolver });

  const submitValid = async (values: FormValues) => {
    const result = await send(spec.command, commandInput(fields, values, spec.defaults), (data) => {
      form.reset(values);
      onDone(data);
    });
    if (result?.kind !== "error") return;
    const { named } = faultsByField(fields, result.error.fieldErrors);
    for (const [name, message] of Object.entries(named)) form.setError(name, { type: "server", message });
  };
  // What the last try said is over once the fields themselves say what is wrong now.
  const submit = form.handleSubmit(submitValid, forget);

  return { form, fields, submit, outcome };
}
