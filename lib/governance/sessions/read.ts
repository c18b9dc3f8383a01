import { sql } from "kysely";
import type { Caller, Grant } from "@/lib/core/caller";
import { after, minutes, now } from "@/lib/core/clock";
import { hashToken } from "@/lib/core/crypto/token";
import { kysely } from "@/lib/core/db";
import type { RequestFacts } from "@/lib/core/http/request";
import { covers } from "@/lib/core/scope";
import { addressAllowed } from "@/lib/governance/auth/address";
import { grantsOf } from "@/lib/governance/auth/grants";
import { endSession } from "@/lib/governance/sessions/end";
import { effectiveExpiry } from "@/lib/governance/sessions/limits";
import { setting } from "@/lib/settings/settings/read";

/** Why a session that exists no longer counts. */
export type SessionEnd =
  | "expired"
  | "revoked"
  | "device_mismatch"
  | "disabled"
  | "organization_suspended"
  | "address_refused";

export type SignedInOperator = {
  id: string;
  name: string;
  email: string;
  locale: "en" | "zh";
  /** The organization whose staff they are. */
  organizationId: string;
  organizationName: string;
};

/** A session as a request finds it. Only "ready" may do business. */
export type SessionReading =
  | { state: "none" }
  | { state: "ended"; reason: SessionEnd }
  /** Signed in as far as it says; the caller may do nothing but go on from here. */
  | { state: "enrolment" | "second_factor" | "no_organization"; operator: SignedInOperator; caller: Caller }
  | {
      state: "ready";
      operator: SignedInOperator;
      caller: Caller;
      /** IANA name of the zone in which days begin where the caller works. */
      timeZone: string;
    };

/** What a browser brings along. */
export type SessionProof = { sessionId: string | null; device: string | undefined };

/**
 * Reads the session row, its operator, their organization and their grants anew, so that whatever changed there counts with
 * this very request (design section 9). Notes at most once a minute that the session is alive.
 */
export async function readSession(proof: SessionProof, facts: RequestFacts): Promise<SessionReading> {
  if (!proof.sessionId) return { state: "none" };
  const at = now();
  const row = await sessionRow(proof.sessionId);
  if (!row) return { state: "none" };
  if (row.revoked_at) return { state: "ended", reason: endOf(row.revoked_reason) };
  if (await isOver(row, at)) return { state: "ended", reason: "expired" };
  if (row.operatorState !== "active") return { state: "ended", reason: "disabled" };
  if (row.homeState !== "active") return { state: "ended", reason: "organization_suspended" };
  if (!proof.device || hashToken(proof.device) !== row.device_hash) {
    await endSession(row.id, "device_mismatch", at);
    return { state: "ended", reason: "device_mismatch" };
  }
  if (!addressAllowed(row.ip_allow_list, facts.address)) return { state: "ended", reason: "address_refused" };

  const operator: SignedInOperator = {
    id: row.operatorId,
    name: row.operatorName,
    email: row.email,
    locale: row.locale === "zh" ? "zh" : "en",
    organizationId: row.homeId,
    organizationName: row.homeName,
  };
  const caller = (grants: Grant[], place: { organizationId: string; path: string }): Caller => ({
    ...facts,
    actor: { type: "operator", operatorId: row.operatorId, label: row.operatorName, sessionId: row.id },
    scope: { kind: isRoot(place.path) ? "all" : "subtree", ...place },
    grants,
    steppedUpAt: row.stepped_up_at,
  });
  const home = { organizationId: row.homeId, path: row.homePath };
  if (!row.enrolled) return { state: "enrolment", operator, caller: atHome(caller([], home)) };
  if (!row.second_factor_at) return { state: "second_factor", operator, caller: atHome(caller([], home)) };

  const [grants] = await Promise.all([grantsOf(row.operatorId), touch(row, at)]);
  const reachable = row.path !== null && grants.some((grant) => covers(row.path ?? "", grant.path));
  if (!row.organization_id || !row.path || !reachable)
    return { state: "no_organization", operator, caller: { ...atHome(caller([], home)), grants } };
  return {
    state: "ready",
    operator,
    caller: caller(grants, { organizationId: row.organization_id, path: row.path }),
    timeZone: row.timeZone ?? "UTC",
  };
}

// What is stored was reckoned with the limits of the last request; shorter ones that came since count as well.
async function isOver(row: Row, at: Date): Promise<boolean> {
  if (row.expires_at <= at) return true;
  if (!row.second_factor_at) return false;
  return effectiveExpiry(row.created_at, row.last_seen_at, await setting("auth")) <= at;
}

/** The platform's own node is the only one without a parent above it in its path. */
export const isRoot = (path: string): boolean => path !== "" && !path.includes(".");

// Somebody on the way in has nothing but their own account.
const atHome = (caller: Caller): Caller => ({ ...caller, scope: { ...caller.scope, kind: "organization" } });

const sessionRow = (id: string) =>
  kysely
    .selectFrom("session")
    .innerJoin("operator", "operator.id", "session.operator_id")
    .innerJoin("organization as home", "home.id", "operator.organization_id")
    .leftJoin("organization as chosen", "chosen.id", "session.organization_id")
    .select([
      "session.id",
      "session.device_hash",
      "session.created_at",
      "session.last_seen_at",
      "session.expires_at",
      "session.second_factor_at",
      "session.stepped_up_at",
      "session.revoked_at",
      "session.revoked_reason",
      "session.organization_id",
      sql<string | null>`chosen.path::text`.as("path"),
      "chosen.time_zone as timeZone",
      "operator.id as operatorId",
      "operator.name as operatorName",
      "operator.email",
      "operator.locale",
      "operator.state as operatorState",
      sql<boolean>`operator.totp_secret is not null and operator.totp_enrolled_at is not null`.as("enrolled"),
      "home.id as homeId",
      "home.name as homeName",
      "home.state as homeState",
      "home.ip_allow_list",
      sql<string>`home.path::text`.as("homePath"),
    ])
    .where("session.id", "=", id)
    .executeTakeFirst();

type Row = NonNullable<Awaited<ReturnType<typeof sessionRow>>>;

async function touch(row: Row, at: Date): Promise<void> {
  const due = after(at, -minutes(1));
  if (row.last_seen_at > due) return;
  await kysely
    .updateTable("session")
    .set({
      last_seen_at: at,
      expires_at: effectiveExpiry(row.created_at, at, await setting("auth")),
    })
    .where("id", "=", row.id)
    .where("last_seen_at", "<=", due)
    .execute();
}

const endOf = (reason: string | null): SessionEnd => {
  if (reason === "organization_suspended" || reason === "device_mismatch") return reason;
  return reason === "operator_disabled" ? "disabled" : "revoked";
};
