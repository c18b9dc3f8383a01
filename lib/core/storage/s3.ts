import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  NoSuchKey,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { Env } from "@/lib/core/env";
import {
  type ByteRange,
  checkStorageKey,
  isStorageKey,
  MissingFile,
  type Storage,
} from "@/lib/core/storage/storage";

type Settings = Pick<
  Env,
  "S3_BUCKET" | "S3_ENDPOINT" | "S3_REGION" | "S3_ACCESS_KEY_ID" | "S3_SECRET_ACCESS_KEY"
>;

const partBytes = 8 * 1024 * 1024;

const isMissing = (error: unknown): boolean =>
  error instanceof NoSuchKey ||
  (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404);

const rangeHeader = (range?: ByteRange): string | undefined =>
  range && `bytes=${range.start}-${range.end ?? ""}`;

/**
 * Files as objects of an S3-compatible bucket. Large ones go up in parts, of which at most two are in memory.
 * @param settings `S3_BUCKET` must be set; without keys the SDK looks for credentials where it always does.
 */
export function s3Storage(settings: Settings): Storage {
  const Bucket = settings.S3_BUCKET;
  if (!Bucket) throw new Error("S3_BUCKET is not set.");
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  const client = new S3Client({
    region: settings.S3_REGION,
    ...(settings.S3_ENDPOINT ? { endpoint: settings.S3_ENDPOINT, forcePathStyle: true } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    // Not every S3-compatible server knows the newer checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const object = (key: string) => ({ Bucket, Key: `files/${checkStorageKey(key)}` });

  return {
    async put(key, content) {
      const upload = new Upload({
        client,
        params: { ...object(key), Body: content, ContentType: "application/octet-stream" },
        partSize: partBytes,
        queueSize: 2,
      });
      await upload.done();
    },

    async get(key, range) {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({ ...object(key), Range: rangeHeader(range) }),
        );
        if (!(Body instanceof Readable)) throw new Error("The storage answered without a body.");
        return Body;
      } catch (error) {
        throw isMissing(error) ? new MissingFile(key) : error;
      }
    },

    async delete(key) {
      await client.send(new DeleteObjectCommand(object(key)));
    },

    async exists(key) {
      try {
        await client.send(new HeadObjectCommand(object(key)));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },

    async check(signal) {
      await client.send(new HeadBucketCommand({ Bucket }), { abortSignal: signal });
    },

    async *list(olderThan) {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: "files/" }))
        for (const { Key = "", LastModified } of Contents) {
          const key = Key.slice("files/".length);
          if (isStorageKey(key) && LastModified && LastModified < olderThan) yield key;
        }
    },

    async sweep(olderThan) {
      const { Uploads = [] } = await client.send(
        new ListMultipartUploadsCommand({ Bucket, Prefix: "files/" }),
      );
      for (const { Key, UploadId, Initiated } of Uploads)
        if (Key && UploadId && Initiated && Initiated < olderThan)
          await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    },
  };
}
