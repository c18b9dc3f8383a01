import { PrismaPg } from "@prisma/adapter-pg";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { env } from "@/lib/core/env";
import type { DB } from "@/lib/core/generated/kysely/types";
import { type Prisma, PrismaClient } from "@/lib/core/generated/prisma/client";

export type Tx = Prisma.TransactionClient;
export type { DB };

type Connections = { pool: pg.Pool; prisma: PrismaClient; kysely: Kysely<DB> };

// Hot reload evaluates this module again; the connections of the process stay the same.
const keeper = globalThis as typeof globalThis & { fairleadConnections?: Connections };

function connect(): Connections {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_SIZE,
    application_name: "fairlead",
  });
  // A broken idle connection is replaced at the next query; without a listener it would end the process.
  pool.on("error", () => {});
  // Nor does the pool hear of one that breaks between two statements of a transaction: the next statement fails instead.
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    pool,
    prisma: new PrismaClient({ adapter: new PrismaPg(pool) }),
    kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
  };
}

function connections(): Connections {
  keeper.fairleadConnections ??= connect();
  return keeper.fairleadConnections;
}

const lazily = <T extends object>(pick: () => T): T =>
  new Proxy({} as T, {
    get: (_, property) => {
      const target = pick();
      const value = Reflect.get(target, property, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });

/** Single-record reads and every mutation. Connects at the first use. */
export const prisma: PrismaClient = lazily(() => connections().prisma);

/** Lists, with the names the database uses. */
export const kysely: Kysely<DB> = lazily(() => connections().kysely);

/** The process's connection pool, for what neither can say (COPY, LISTEN). */
export const pool: pg.Pool = lazily(() => connections().pool);

/** Closes every connection of the process; the next use connects again. */
export async function disconnect(): Promise<void> {
  const open = keeper.fairleadConnections;
  delete keeper.fairleadConnections;
  if (!open) return;
  await open.prisma.$disconnect();
  await open.kysely.destroy();
  if (!open.pool.ended) await open.pool.end();
}
