"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useLeaveGuard } from "../../form/leave-guard";
import { Card } from "../../ui/card";
import { PhotoAdd, PhotoList } from "../photo-list";
import { usePhotos } from "../use-photos";

export type VisitPhotosProps = {
  secret: string;
  images: string[];
  left: number;
  most: number;
  maxBytes: number;
};

/** The customer's own photos; more can be added while the visit is not over. */
export function VisitPhotos({ secret, images, left, most, maxBytes }: VisitPhotosProps) {
  const t = useTranslations("booking");
  const router = useRouter();
  const path = `/api/public/booking/${secret}/images`;
  const photos = usePhotos(() => router.refresh());
  useLeaveGuard(photos.unsent ? t("photos.leave") : null);
  const under = photos.list.filter((photo) => photo.state !== "sent");
  return (
    <Card title={t("follow.photosTitle")}>
      <div className="flex flex-col gap-3">
        {images.length === 0 ? <p className="text-ink-3 text-sm">{t("photos.none")}</p> : null}
        <ul className="grid grid-cols-3 gap-2 empty:hidden sm:grid-cols-6">
          {images.map((image, index) => (
            <li key={image}>
              <a
                href={`${path}/${image}?size=full`}
                target="_blank"
                rel="noreferrer"
                className="block overflow-hidden rounded-md border border-line bg-sunken"
              >
                {/* biome-ignore lint/performance/noImgElement: served to who holds the link only, which the optimizer does not */}
                <img
                  src={`${path}/${image}`}
                  alt={t("photos.view", { number: index + 1 })}
                  loading="lazy"
                  className="aspect-square w-full object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
        <PhotoList
          photos={under}
          onRemove={photos.remove}
          onRetry={(photo) => void photos.send(path, [photo])}
        />
        {left > 0 ? (
          <PhotoAdd
            left={left - under.length}
            most={most}
            maxBytes={maxBytes}
            again={images.length > 0}
            onAdd={(files) => void photos.send(path, photos.add(files))}
          />
        ) : null}
      </div>
    </Card>
  );
}
