import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alive, birthOf, gone, signal } from "../processes";

/** A process, told from a later one of the same number. */
interface Known {
  pid: number;
  birth: string;
}

interface Record {
  starter: Known;
  port: number;
  children: (Known & { name: string })[];
}

/**
 * The note of who runs on a data folder. It is what makes a second start refuse, and what lets a start after a kill end
 * the children that were left behind.
 */
export class RunningNote {
  private constructor(
    private readonly file: string,
    private readonly record: Record,
  ) {}

  /**
   * Claims the data folder.
   *
   * @throws Error with one sentence when another start holds it.
   */
  static async claim(dataDir: string, port: number, say: (line: string) => void): Promise<RunningNote> {
    const file = join(dataDir, "running.json");
    for (;;) {
      const note = new RunningNote(file, { starter: known(process.pid), port, children: [] });
      if (note.create()) return note;
      const other = read(file);
      if (other && lives(other.starter)) {
        throw new Error(
          `Fairlead already runs on ${dataDir} (process ${other.starter.pid}, port ${other.port}): stop it first or set FAIRLEAD_DATA_DIR.`,
        );
      }
      for (const child of other?.children ?? []) {
        if (!lives(child)) continue;
        say(`Stopping the ${child.name} that an earlier start left running.`);
        signal(child.pid, "SIGTERM");
        if (await gone(child.pid, 10_000)) continue;
        signal(child.pid, "SIGKILL");
        await gone(child.pid, 5_000);
      }
      rmSync(file, { force: true });
    }
  }

  add(name: string, pid: number): void {
    this.record.children = this.record.children.filter((child) => child.name !== name);
    this.record.children.push({ name, ...known(pid) });
    writeFileSync(this.file, this.text());
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  private create(): boolean {
    try {
      const handle = openSync(this.file, "wx", 0o600);
      writeFileSync(handle, this.text());
      closeSync(handle);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    }
  }

  private text(): string {
    return `${JSON.stringify(this.record)}\n`;
  }
}

function known(pid: number): Known {
  return { pid, birth: birthOf(pid) };
}

function lives(process: Known): boolean {
  return alive(process.pid) && birthOf(process.pid) === process.birth;
}

function read(file: string): Record | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record;
  } catch {
    return undefined;
  }
}
