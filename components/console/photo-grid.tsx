"use client";

import { ChevronLeft, ChevronRight, Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

const Dialog = dynamic(() => import("@/components/ui/dialog").then((module) => module.Dialog), {
  ssr: false,
});
const DialogContent = dynamic(() => import("@/components/ui/dialog").then((module) => module.DialogContent), {
  ssr: false,
});

export type ShownPhoto = {
  id: string;
  /** Where it is fetched; `?size=thumbnail` there answers the small one. */
  src: string;
  label: string;
  detail: string;
  /** In pixels, where they are known. */
  width?: number;
  height?: number;
};

export type PhotoGridProps = {
  photos: ShownPhoto[];
  next: string;
  previous: string;
  /** Where one may keep a photo as a file: what the button says. */
  download?: string;
};

/** Photos, small; one press shows one large, the arrow keys go on. */
export function PhotoGrid({ photos, next, previous, download }: PhotoGridProps) {
  const [open, setOpen] = useState<number | null>(null);
  const photo = open === null ? undefined : photos[open];
  const go = (step: number) =>
    setOpen((at) => (at === null ? null : (at + step + photos.length) % photos.length));
  return (
    <>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
        {photos.map((each, index) => (
          <li key={each.id}>
            <button
              type="button"
              onClick={() => setOpen(index)}
              className="block w-full overflow-hidden rounded-md border border-line bg-sunken text-left hover:border-line-strong"
            >
              {/* biome-ignore lint/performance/noImgElement: served with authorization, which the optimizer has none of */}
              <img
                src={`${each.src}?size=thumbnail`}
                alt={each.label}
                loading="lazy"
                className="aspect-4/3 w-full object-cover"
              />
              <span className="block px-2 py-1">
                <span className="block font-medium text-xs [overflow-wrap:anywhere]">{each.label}</span>
                <span className="block text-ink-3 text-xs [overflow-wrap:anywhere]">{each.detail}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {photo ? (
        <Dialog open onOpenChange={(still) => (still ? null : setOpen(null))}>
          <DialogContent
            size="xl"
            title={photo.label}
            description={photo.detail}
            onKeyDown={(event) => {
              if (event.key === "ArrowRight") go(1);
              if (event.key === "ArrowLeft") go(-1);
            }}
            footer={
              photos.length > 1 || download ? (
                <>
                  {download ? (
                    <Button asChild>
                      <a href={photo.src} download>
                        <Download aria-hidden />
                        {download}
                      </a>
                    </Button>
                  ) : null}
                  {photos.length > 1 ? (
                    <>
                      <Button icon aria-label={previous} onClick={() => go(-1)}>
                        <ChevronLeft aria-hidden />
                      </Button>
                      <Button icon aria-label={next} onClick={() => go(1)}>
                        <ChevronRight aria-hidden />
                      </Button>
                    </>
                  ) : null}
                </>
              ) : null
            }
          >
            {/* biome-ignore lint/performance/noImgElement: as above */}
            <img
              src={photo.src}
              alt={photo.label}
              width={photo.width}
              height={photo.height}
              className={cn(
                "mx-auto max-h-[60dvh] w-auto max-w-full object-contain",
                // Room for it while it arrives, where nobody knows how large it is.
                !photo.width && "min-h-48",
              )}
            />
          </DialogContent>
        </Dialog>
      ) : null}
    </>
  );
}
