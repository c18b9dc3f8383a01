import { notFound } from "@/lib/core/errors";
import { answering } from "@/lib/core/http/answer";

/** What is no address of the API answers as everything of the API does, not with a page. */
const refuse = (request: Request): Promise<Response> => answering(request, () => Promise.reject(notFound()));

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
