import { v7 } from "uuid";
import { z } from "zod";

/** A new UUIDv7: ids sort by the moment they were made. */
export const newId = (): string => v7();

/** An id in a command's input. */
export const id = z.uuid();

/** Why somebody does what they do, in their words: 3 to 500 characters. */
export const reason = z.string().trim().min(3).max(500);
