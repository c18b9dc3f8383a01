"use client";

import { useWatch } from "react-hook-form";
import type { FieldDescription } from "./field-description";
import { FormField } from "./form-field";
import { type FormValues, visibleFields } from "./values";

/** The fields of the form around them, two columns where there is room and they are half. */
export function FormFields({ fields, disabled }: { fields: FieldDescription[]; disabled?: boolean }) {
  const values = useWatch<FormValues>() as FormValues;
  if (fields.length === 0) return null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {visibleFields(fields, values).map((field) => (
        <FormField key={field.name} field={field} disabled={disabled} />
      ))}
    </div>
  );
}
