import type { SearchParams } from "@/components/console/resource-page";
import type { Caller } from "@/lib/core/caller";
import { may } from "@/lib/core/caller";
import { list } from "@/lib/core/resource/list";
import { serviceCentres } from "@/lib/field-service/service-centres/resource";

const one = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");

/** The day asked for, if it is one, as YYYY-MM-DD. */
export async function dayAsked(searchParams: SearchParams, today: string): Promise<string> {
  const day = one((await searchParams).day);
  const real = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && stepDay(day, 0) === day;
  return real ? day : today;
}

/** The month asked for, if it is one, as YYYY-MM. */
export async function monthAsked(searchParams: SearchParams, today: string): Promise<string> {
  const month = one((await searchParams).month);
  return /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(month) ? month : today.slice(0, 7);
}

/** A day so many days from another. */
export function stepDay(day: string, by: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

/** A month so many months from another. */
export function stepMonth(month: string, by: number): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + by);
  return at.toISOString().slice(0, 7);
}

const listed = 200;

/** The service centres a reader may choose from, and the one asked for if it is among them. */
export async function centreAsked(searchParams: SearchParams, caller: Caller) {
  if (!may(caller, serviceCentres.permission ?? "")) return { centres: [], centreId: null };
  const query = { filters: {}, columns: ["name"], limit: listed };
  const { rows } = await list(serviceCentres, query, caller, { withTotal: false });
  const centres = rows.map(([value, name]) => ({ value, label: String(name) }));
  const asked = one((await searchParams).centre);
  return { centres, centreId: centres.find((centre) => centre.value === asked)?.value ?? null };
}
