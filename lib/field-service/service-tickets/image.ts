import type { KeptFile } from "@/lib/governance/files/record";

/** A photo that was decoded, written anew and kept. Only the server makes one: nothing that arrives as JSON is. */
export class KeptImage {
  constructor(
    readonly file: KeptFile,
    readonly thumbnail: KeptFile,
    /** SHA-256 of what was uploaded, hexadecimal: the same photo twice is refused. */
    readonly sha256: string,
    readonly width: number,
    readonly height: number,
  ) {}

  /** What makes two requests the same; where it is kept differs each time. */
  toJSON() {
    return { sha256: this.sha256 };
  }
}
