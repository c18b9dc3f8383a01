import { join } from "node:path";
import { env } from "@/lib/core/env";
import { localStorage } from "@/lib/core/storage/local";
import { s3Storage } from "@/lib/core/storage/s3";
import type { Storage } from "@/lib/core/storage/storage";

let current: Storage | undefined;

/** The deployment's storage: S3-compatible when `S3_BUCKET` is set, else a folder of the data directory. */
export function storage(): Storage {
  current ??= env().S3_BUCKET ? s3Storage(env()) : localStorage(join(env().FAIRLEAD_DATA_DIR, "files"));
  return current;
}
