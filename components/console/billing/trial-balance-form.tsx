"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { DateTimeInput } from "@/components/form/date-time-input";
import { searchResource } from "@/components/shell/search";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Form } from "@/components/ui/form";
import { Label } from "@/components/ui/label";
import type { Option } from "@/components/ui/option-list";
import { Select } from "@/components/ui/select";

export type TrialBalanceFormProps = {
  path: string;
  organization: { value: string; label: string };
  currency: string;
  currencies: string[];
  /** ISO 8601, or empty for now. */
  at: string;
  words: { organization: string; currency: string; allCurrencies: string; at: string; show: string };
};

/** Which trial balance to show: the top of the subtree, the currency, the moment. The address says all of it. */
export function TrialBalanceForm({ path, words, currencies, ...given }: TrialBalanceFormProps) {
  const router = useRouter();
  const id = useId();
  const [organization, setOrganization] = useState<Option | null>(given.organization);
  const [currency, setCurrency] = useState(given.currency);
  const [at, setAt] = useState(given.at);

  function show(event: FormEvent) {
    event.preventDefault();
    const query = new URLSearchParams({
      ...(organization ? { organizationId: organization.value } : {}),
      ...(currency ? { currency } : {}),
      ...(at ? { at } : {}),
    });
    router.push(`${path}?${query}`);
  }

  return (
    <Form onSubmit={show} className="mb-4 flex flex-wrap items-end gap-3">
      <div className="w-72 max-w-full">
        <Label htmlFor={`${id}o`}>{words.organization}</Label>
        <Combobox
          id={`${id}o`}
          value={organization}
          onChange={setOrganization}
          clearable
          search={async (query, signal) =>
            (await searchResource("organizations", query, signal)).map(({ id, title, subtitle }) => ({
              value: id,
              label: title,
              help: subtitle ?? undefined,
            }))
          }
        />
      </div>
      <div>
        <Label htmlFor={`${id}c`}>{words.currency}</Label>
        <Select
          id={`${id}c`}
          value={currency}
          onChange={(event) => setCurrency(event.target.value)}
          options={[
            { value: "", label: words.allCurrencies },
            ...currencies.map((code) => ({ value: code, label: code })),
          ]}
        />
      </div>
      <div>
        <Label htmlFor={`${id}a`}>{words.at}</Label>
        <DateTimeInput id={`${id}a`} value={at} onChange={setAt} />
      </div>
      <Button type="submit">{words.show}</Button>
    </Form>
  );
}
