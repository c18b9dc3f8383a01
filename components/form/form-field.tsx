"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Checkbox } from "../ui/checkbox";
import { Field, type FieldControlProps, FieldError } from "../ui/field";
import { Input } from "../ui/input";
import { RadioGroup } from "../ui/radio-group";
import { Select } from "../ui/select";
import { Switch } from "../ui/switch";
import { Textarea } from "../ui/textarea";
import { DateTimeInput } from "./date-time-input";
import type { FieldDescription } from "./field-description";
import { FileInput } from "./file-input";
import { FilesInput } from "./files-input";
import { MoneyInput } from "./money-input";
import { MultiSelect } from "./multi-select";
import { ReferenceInput, ReferencesInput } from "./reference-input";
import { TagsInput } from "./tags-input";
import type { FieldValue } from "./values";

export type FormFieldProps = { field: FieldDescription; disabled?: boolean };

/** One field of the form around it, drawn and tied to its error. */
export function FormField({ field, disabled }: FormFieldProps) {
  const t = useTranslations("core.common");
  const { field: bound, fieldState } = useController<Record<string, FieldValue>>({ name: field.name });
  const error = firstMessage(fieldState.error);
  const off = disabled || field.readOnly;
  const width = field.half ? "sm:col-span-1" : "sm:col-span-2";
  if (field.kind === "checkbox" || field.kind === "switch") {
    return (
      <Toggle
        field={field}
        value={bound.value === true}
        onChange={bound.onChange}
        disabled={off}
        error={error}
      />
    );
  }
  const label = field.required ? (
    field.label
  ) : (
    <>
      {field.label} <span className="font-normal text-ink-3">({t("optional")})</span>
    </>
  );
  return (
    <Field label={label} help={field.help} error={error} required={field.required} className={width}>
      {(control) => (
        <Control
          field={field}
          control={control}
          disabled={off}
          value={bound.value}
          onChange={bound.onChange}
          onBlur={bound.onBlur}
          name={bound.name}
          inputRef={bound.ref}
        />
      )}
    </Field>
  );
}

/** react-hook-form hands over a tree of errors for values in parts. */
function firstMessage(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string") return error.message;
  for (const part of Object.values(error)) {
    const message = firstMessage(part);
    if (message) return message;
  }
  return undefined;
}

type ControlProps = {
  field: FieldDescription;
  control: FieldControlProps;
  disabled?: boolean;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  onBlur: () => void;
  name: string;
  inputRef: (element: HTMLElement | null) => void;
};

function Control({ field, control, disabled, value, onChange, onBlur, name, inputRef }: ControlProps) {
  const t = useTranslations("core.file");
  const text = typeof value === "string" ? value : "";
  const list = Array.isArray(value) ? value : [];
  const shared = { ...control, name, disabled, onBlur, ref: inputRef };
  const typed = {
    ...shared,
    value: text,
    placeholder: field.placeholder,
    maxLength: field.maxLength,
    autoComplete: field.autoComplete ?? "off",
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (field.kind) {
    case "textarea":
    case "reason":
      return <Textarea {...typed} />;
    case "json":
      return <Textarea {...typed} mono rows={8} spellCheck={false} />;
    case "select":
      return (
        <Select
          {...shared}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          options={field.options ?? []}
          placeholder={field.placeholder ?? ""}
        />
      );
    case "radio":
      return (
        <RadioGroup
          {...control}
          value={text}
          onValueChange={onChange}
          disabled={disabled}
          options={field.options ?? []}
        />
      );
    case "multiselect":
      return (
        <MultiSelect
          id={control.id}
          aria-labelledby={control["aria-labelledby"]}
          aria-describedby={control["aria-describedby"]}
          options={field.options ?? []}
          value={list}
          onChange={onChange}
          disabled={disabled}
        />
      );
    case "money":
      return (
        <MoneyInput
          {...shared}
          currencies={field.currencies}
          value={typeof value === "object" && !Array.isArray(value) ? value : { amount: "", currency: "USD" }}
          onChange={onChange}
        />
      );
    case "reference":
      return (
        <ReferenceInput
          control={control}
          field={field}
          value={text}
          onChange={onChange}
          disabled={disabled}
        />
      );
    case "references":
      return (
        <ReferencesInput
          control={control}
          field={field}
          value={list}
          onChange={onChange}
          disabled={disabled}
        />
      );
    case "file":
      return <FileInput field={field} onChange={onChange} disabled={disabled} />;
    case "files":
      return field.upload ? (
        <FilesInput label={t("add")} upload={field.upload} onChange={onChange} disabled={disabled} />
      ) : null;
    case "tags":
      return <TagsInput {...control} value={list} onChange={onChange} disabled={disabled} />;
    case "date":
      return <Input {...typed} type="date" />;
    case "time":
      return <DateTimeInput {...shared} value={text} onChange={onChange} />;
    case "integer":
    case "number":
      return (
        <Input {...typed} inputMode={field.kind === "integer" ? "numeric" : "decimal"} className="figures" />
      );
    case "code":
      return <Input {...typed} mono spellCheck={false} />;
    case "password":
      return <Input {...typed} type="password" autoComplete={field.autoComplete ?? "new-password"} />;
    case "email":
      return <Input {...typed} type="email" />;
    case "url":
      return <Input {...typed} type="url" placeholder={field.placeholder ?? "https://"} />;
    default:
      return <Input {...typed} />;
  }
}

type ToggleProps = {
  field: FieldDescription;
  value: boolean;
  onChange: (value: boolean) => void;
  disabled?: boolean;
  error?: string;
};

function Toggle({ field, value, onChange, disabled, error }: ToggleProps) {
  const Box = field.kind === "switch" ? Switch : Checkbox;
  const id = `field-${field.name}`;
  return (
    <div className="flex items-start gap-2.5 sm:col-span-2">
      <Box
        id={id}
        className="mt-0.5"
        checked={value}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-describedby={field.help ? `${id}-help` : undefined}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="cursor-pointer text-sm">
          {field.label}
        </label>
        {field.help ? (
          <p id={`${id}-help`} className="text-ink-3 text-xs">
            {field.help}
          </p>
        ) : null}
        {error ? <FieldError>{error}</FieldError> : null}
      </div>
    </div>
  );
}
