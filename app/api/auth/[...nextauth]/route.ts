import type { NextRequest } from "next/server";
import NextAuth from "next-auth/next";
import { authOptions } from "@/lib/governance/auth/next-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

// At each request, not when the build looks at this file: a build has no environment.
const handler = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request, context, authOptions());

export { handler as GET, handler as POST };
