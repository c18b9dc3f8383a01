"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type Resolver, useForm } from "react-hook-form";
import type { CommandSpec } from "./command";
import { type FormWords, formSchema } from "./schema";
import type { RunCommand } from "./use-command-run";
import { useSend } from "./use-send";
import { commandInput, type FormValues, faultsByField, firstValues, visibleFields } from "./values";

/**
 * A form that sends one command and shows what the server says is wrong beside the fields. It sends the version it was filled
 * from: when the page brings a newer one while something is typed, saving meets the conflict instead of writing over it.
 * @returns besides the form `was`, what it is filled from, and `takeOver`, which has it filled from what the page brings next:
 * the fields somebody else changed, while what was typed stays.
 */
export function useCommandForm(spec: CommandSpec, run: RunCommand, onDone: (data: unknown) => void) {
  const words = useTranslations("core.validation") as unknown as FormWords;
  const fields = spec.fields ?? [];
  const { send, outcome, forget } = useSend(run);
  const [was, setWas] = useState(spec.defaults);
  const [takingOver, setTakingOver] = useState(false);

  const resolver: Resolver<FormValues> = (values, context, options) =>
    zodResolver(formSchema(visibleFields(fields, values), words))(
      values,
      context,
      options as never,
    ) as ReturnType<Resolver<FormValues>>;
  const form = useForm<FormValues>({ defaultValues: firstValues(fields, was), resolver });
  const { isDirty, dirtyFields } = form.formState;

  const brought = spec.defaults;
  const newer = brought?.version !== was?.version;
  useEffect(() => {
    if (!newer || (isDirty && !takingOver)) return;
    for (const [name, defaultValue] of Object.entries(firstValues(fields, brought)))
      if (!dirtyFields[name]) form.resetField(name, { defaultValue });
    setWas(brought);
    setTakingOver(false);
    forget();
  }, [newer, isDirty, dirtyFields, takingOver, brought, fields, form, forget]);

  const submitValid = async (values: FormValues) => {
    const result = await send(spec.command, commandInput(fields, values, was), (data) => {
      form.reset(values);
      onDone(data);
    });
    if (result?.kind !== "error") return;
    const { named } = faultsByField(fields, result.error.fieldErrors);
    for (const [name, message] of Object.entries(named)) form.setError(name, { type: "server", message });
  };
  // What the last try said is over once the fields themselves say what is wrong now.
  const submit = form.handleSubmit(submitValid, forget);

  return { form, fields, submit, outcome, was, takeOver: () => setTakingOver(true) };
}
