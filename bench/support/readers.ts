import { Agent, request } from "node:http";
import { encode } from "next-auth/jwt";
import { hashToken, newToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/id";
import { deviceCookie, sessionCookie } from "@/lib/governance/auth/cookies";

/** Somebody signed in, with a connection of their own, as a browser keeps one. */
export type Reader = { cookie: string; agent: Agent };

/**
 * Signs people in, all as one demo operator who may see everything and works in the whole platform.
 * @param email of the operator.
 */
export async function signedIn(email: string, count: number): Promise<Reader[]> {
  const operator = await prisma.operator.findFirstOrThrow({
    where: { email },
    select: { id: true, organizationId: true },
  });
  const [now, until] = [new Date(), new Date(Date.now() + 3_600_000)];
  return Promise.all(
    Array.from({ length: count }, async () => {
      const [id, device] = [newId(), newToken()];
      await prisma.session.create({
        data: {
          id,
          operatorId: operator.id,
          organizationId: operator.organizationId,
          deviceHash: hashToken(device),
          address: "127.0.0.1",
          userAgent: "bench",
          createdAt: now,
          lastSeenAt: now,
          secondFactorAt: now,
          expiresAt: until,
        },
        select: { id: true },
      });
      const token = await encode({ token: { sid: id }, secret: env().NEXTAUTH_SECRET });
      return {
        cookie: `${sessionCookie().name}=${token}; ${deviceCookie().name}=${device}`,
        agent: new Agent({ keepAlive: true, maxSockets: 1 }),
      };
    }),
  );
}

/** @returns the status, the milliseconds until the first byte of the body, and the body. */
export function read(
  url: string,
  { cookie, agent }: Reader,
): Promise<{ status: number; first: number; body: string }> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    let first = 0;
    const sent = request(url, { agent, headers: { cookie, accept: "text/html" } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => {
        first ||= performance.now() - begun;
        parts.push(part);
      });
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          first: first || performance.now() - begun,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.setTimeout(30_000, () => sent.destroy(new Error(`${url} did not answer.`)));
    sent.on("error", reject);
    sent.end();
  });
}
