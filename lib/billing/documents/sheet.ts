import path from "node:path";
import PDFDocument from "pdfkit";

/** Latin and what the page is set in elsewhere; everything Geist does not have comes from Noto Sans. */
const fonts = {
  latin: "geist/dist/fonts/geist-sans/Geist-Regular.ttf",
  latinBold: "geist/dist/fonts/geist-sans/Geist-SemiBold.ttf",
  han: "@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf",
  hanBold: "@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf",
} as const;
type Font = keyof typeof fonts;

// What Geist covers: Latin, Cyrillic, punctuation, currency signs. Greek and Han it has in part or not at all.
const runs =
  /[\u0020-\u036f\u0400-\u04ff\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2100-\u214f]+|[^\u0020-\u036f\u0400-\u04ff\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2100-\u214f]+/gu;
const isLatin = /^[\u0020-\u036f\u0400-\u04ff\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2100-\u214f]/u;
// A line may break after a space, a hyphen or a slash, and beside any Han character.
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]|[^\s\-/\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]*[\s\-/]*/gu;

const page = { width: 595.28, height: 841.89, margin: 48 } as const;
const inks = { strong: "#111827", soft: "#6b7280", line: "#d1d5db" } as const;

export type TextLook = { size?: number; bold?: boolean; ink?: keyof typeof inks; align?: "left" | "right" };
export type Column = { width: number; align?: "left" | "right" };

/** A sheet of A4 paper, or as many as it takes: written from top to bottom, then taken as a PDF. */
export class Sheet {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly finished: Promise<void>;
  readonly width = page.width - 2 * page.margin;
  y: number = page.margin;

  /** @param madeAt stands in the file itself, so that the same document is the same file. */
  constructor(title: string, author: string, madeAt: Date) {
    this.document = new PDFDocument({
      size: "A4",
      margin: 0,
      font: fontPath("latin"),
      info: { Title: title, Author: author, CreationDate: madeAt },
      bufferPages: true,
      lang: "und",
      displayTitle: true,
    });
    for (const name of Object.keys(fonts) as Font[]) this.document.registerFont(name, fontPath(name));
    this.document.on("data", (chunk: Buffer) => this.chunks.push(chunk));
    this.finished = new Promise((resolve, reject) => {
      this.document.on("end", resolve);
      this.document.on("error", reject);
    });
  }

  /**
   * Writes text, broken into lines that fit.
   * @param left from the sheet's left margin, in points.
   * @returns the height it took; the place to write at stays.
   */
  text(text: string, left: number, width: number, look: TextLook = {}): number {
    const { size = 10, bold = false, ink = "strong", align = "left" } = look;
    const height = size * 1.45;
    let top = this.y;
    for (const line of this.lines(text, width, size, bold)) {
      let x = page.margin + left + (align === "right" ? width - this.measure(line, size, bold) : 0);
      for (const run of line.match(runs) ?? []) {
        this.choose(run, size, bold);
        // On one line whatever the fonts: measured from their own tops, digits would sit lower than Han.
        this.document
          .fillColor(inks[ink])
          .text(run, x, top + size, { lineBreak: false, baseline: "alphabetic" });
        x += this.document.widthOfString(run);
      }
      top += height;
    }
    return top - this.y;
  }

  /** Writes a row of cells, on a new page when it does not fit; the next row goes beneath. */
  row(cells: readonly string[], columns: readonly Column[], look: TextLook = {}): void {
    const height = this.heightOf(cells, columns, look);
    this.needs(height);
    let left = 0;
    cells.forEach((cell, index) => {
      const { width, align } = columns[index]!;
      this.text(cell, left, width, { ...look, align });
      left += width + gap;
    });
    this.y += height;
  }

  /** How much of the sheet a row of cells takes. */
  heightOf(cells: readonly string[], columns: readonly Column[], look: TextLook = {}): number {
    const { size = 10, bold = false } = look;
    const lines = cells.map((cell, index) => this.lines(cell, columns[index]!.width, size, bold).length);
    return Math.max(...lines) * size * 1.45 + 6;
  }

  /** A thin line across. */
  rule(): void {
    this.document
      .moveTo(page.margin, this.y - 3)
      .lineTo(page.width - page.margin, this.y - 3)
      .lineWidth(0.5)
      .strokeColor(inks.line)
      .stroke();
  }

  /** Begins a new page where less than so much is left. @returns whether it did. */
  needs(height: number): boolean {
    if (this.y + height <= page.height - page.margin - 24) return false;
    this.document.addPage();
    this.y = page.margin;
    return true;
  }

  /** @param footer what stands at the foot of each page. @returns the file. */
  async done(footer: (page: number, pages: number) => string): Promise<Buffer> {
    const { count } = this.document.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      this.document.switchToPage(index);
      this.y = page.height - page.margin;
      this.text(footer(index + 1, count), 0, this.width, { size: 8, ink: "soft" });
    }
    this.document.end();
    await this.finished;
    return Buffer.concat(this.chunks);
  }

  private choose(run: string, size: number, bold: boolean): void {
    const font: Font = isLatin.test(run) ? (bold ? "latinBold" : "latin") : bold ? "hanBold" : "han";
    this.document.font(font).fontSize(size);
  }

  private measure(text: string, size: number, bold: boolean): number {
    return (text.match(runs) ?? []).reduce((width, run) => {
      this.choose(run, size, bold);
      return width + this.document.widthOfString(run);
    }, 0);
  }

  private lines(text: string, width: number, size: number, bold: boolean): string[] {
    return text.split(/\r?\n/).flatMap((paragraph) => {
      const lines: string[] = [];
      let line = "";
      for (const word of paragraph.match(words) ?? []) {
        for (const piece of this.measure(word, size, bold) > width ? [...word] : [word]) {
          if (line !== "" && this.measure((line + piece).trimEnd(), size, bold) > width) {
            lines.push(line.trimEnd());
            line = "";
          }
          line += piece;
        }
      }
      return [...lines, line.trimEnd()];
    });
  }
}

/** Between columns, in points. */
const gap = 10;

/** Columns as wide as asked, the first takes the rest. */
export function columnsOf(sheet: Sheet, ...others: Column[]): Column[] {
  const taken = others.reduce((sum, column) => sum + column.width + gap, 0);
  return [{ width: sheet.width - taken }, ...others];
}

const fontPath = (name: Font): string => path.join(process.cwd(), "node_modules", ...fonts[name].split("/"));
