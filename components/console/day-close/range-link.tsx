"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import type { Range } from "../../table/range";
import { DateRangePicker } from "../../ui/date-range";
import { Spinner } from "../../ui/spinner";

/** The days a page is about: kept in its address as `days`. */
export function RangeLink({ label, value }: { label: string; value: Range }) {
  const router = useRouter();
  const path = usePathname();
  const [pending, start] = useTransition();
  return (
    <>
      {pending ? <Spinner /> : null}
      <DateRangePicker
        label={label}
        value={value}
        onChange={({ from, to }) => {
          const ends = from && to ? (from === to ? from : `${from}..${to}`) : from || to;
          start(() => router.push(ends ? `${path}?days=${ends}` : path));
        }}
      />
    </>
  );
}
