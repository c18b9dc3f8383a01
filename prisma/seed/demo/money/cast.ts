import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { type Place, platformPlace } from "@/lib/core/scope";
import type { Stage } from "@/prisma/seed/demo/actors";
import { platformDomain } from "@/prisma/seed/demo/business";

/** An organization that buys or sells. */
export type House = Place & {
  name: string;
  kind: "platform" | "reseller" | "customer";
  country: string;
  currency: string;
  domain: string;
};

/** Who takes part in the money's story, as an earlier stage of the demo left them. */
export type Cast = {
  stage: Stage;
  root: Place;
  system: Caller;
  houses: House[];
  /** One of the platform's staff by the local part of their address. */
  staff(account: string): Promise<Caller>;
  /** A reseller's agent. */
  agentOf(house: House): Promise<Caller>;
};

export async function castOf(stage: Stage): Promise<Cast> {
  const root = await platformPlace();
  const rows = await kysely
    .selectFrom("organization")
    .select(["id", "name", "country", "currency", "external_ref as ref", "email"])
    .select(sql<string>`path::text`.as("path"))
    .where("state", "=", "active")
    .where((where) =>
      where.or([where("parent_id", "is", null), where("external_ref", "~", "^(RS|CU)-[0-9]+$")]),
    )
    .orderBy(sql`length(external_ref) nulls first`)
    .orderBy("external_ref")
    .execute();
  const houses = rows.map((row): House => {
    const kind = row.ref === null ? "platform" : row.ref.startsWith("RS") ? "reseller" : "customer";
    return {
      organizationId: row.id,
      path: row.path,
      name: row.name,
      kind,
      country: row.country ?? "US",
      currency: kind === "platform" ? "USD" : (row.currency ?? "USD"),
      domain: kind === "platform" ? platformDomain : (row.email?.split("@")[1] ?? platformDomain),
    };
  });
  const operatorAt = async (email: string, place: Place): Promise<Caller> => {
    const { id, name } = await kysely
      .selectFrom("operator")
      .select(["id", "name"])
      .where("email", "=", email)
      .executeTakeFirstOrThrow();
    return stage.operator(id, name, place);
  };
  return {
    stage,
    root,
    system: await stage.system(),
    houses,
    staff: (account) => operatorAt(`${account}@${platformDomain}`, root),
    agentOf: (house) => operatorAt(`agent@${house.domain}`, house),
  };
}
