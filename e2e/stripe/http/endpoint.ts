import type { z } from "zod";
import type { Kind } from "../store/documents";
import type { Settings } from "../store/settings";
import type { Transaction } from "../store/transaction";
import { invalidParameter } from "./fault";

/** What an endpoint may ask of the sandbox besides its data. */
export interface Surroundings {
  /** Where browsers reach the pay pages. */
  publicUrl: string;
  /** How long banks take, milliseconds of the sandbox's clock. */
  settleAfterMs: number;
  settings: Settings;
}

export interface Call<P> extends Surroundings {
  tx: Transaction;
  parameters: P;
  /** Of the object in the path. */
  id: string;
}

export interface Endpoint {
  method: "GET" | "POST" | "DELETE";
  path: RegExp;
  parameters: z.ZodType;
  run: (call: Call<never>) => Promise<unknown>;
}

/** One address of the API; `:id` in the path is the object's. */
export function endpoint<S extends z.ZodType>(
  method: Endpoint["method"],
  path: string,
  parameters: S,
  run: (call: Call<z.output<S>>) => Promise<unknown>,
): Endpoint {
  return { method, path: new RegExp(`^${path.replace(":id", "([^/]+)")}$`), parameters, run };
}

export interface Page {
  limit: number;
  starting_after?: string;
  ending_before?: string;
  created?: { gt?: number; gte?: number; lt?: number; lte?: number };
}

/** A page of a list in Stripe's shape, newest first. */
export async function answerList(
  tx: Transaction,
  kind: Kind,
  url: string,
  page: Page,
  filters: Record<string, string | undefined>,
): Promise<{ object: "list"; url: string; has_more: boolean; data: unknown[] }> {
  if (page.starting_after !== undefined && page.ending_before !== undefined)
    throw invalidParameter(
      "Received both starting_after and ending_before parameters. Please pass in only one.",
    );
  const found = await tx.list(kind, {
    filters,
    limit: page.limit,
    startingAfter: page.starting_after,
    endingBefore: page.ending_before,
    created: page.created,
  });
  const data = found.slice(0, page.limit);
  return {
    object: "list",
    url,
    has_more: found.length > page.limit,
    data: page.ending_before === undefined ? data : data.reverse(),
  };
}
