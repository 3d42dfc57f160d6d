import type { Scene } from "./scene.ts";
import type { StageTheme } from "./theme.ts";

/** Rejected records in the retry bay, left of now: hollow, their key's colour, attempt inside. */
export const paintRings = (
  pen: CanvasRenderingContext2D,
  scene: Scene,
  theme: StageTheme,
): void => {
  const { marks, rest } = scene.rings;
  if (marks.length === 0) return;
  const { input, keys } = scene;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const ring of marks) {
    const color = theme.keys[ring.track] ?? theme.none;
    pen.lineWidth = Math.max(1.3, input.fontPx * 0.11);
    pen.beginPath();
    pen.arc(ring.x, ring.y, ring.radius - pen.lineWidth / 2, 0, Math.PI * 2);
    pen.fillStyle = theme.bg;
    pen.fill();
    pen.strokeStyle = color;
    pen.stroke();
    if (ring.attempt < 2) continue;
    pen.font = `600 ${input.fontPx}px ${theme.font}`;
    pen.fillStyle = ring.track > 0 ? color : theme.ink2;
    pen.fillText(
      ring.attempt > 9 ? "+" : String(ring.attempt),
      ring.x,
      ring.y + input.fontPx * 0.06,
    );
  }
  pen.fillStyle = theme.ink2;
  pen.font = `400 ${input.fontPx}px ${theme.font}`;
  pen.textAlign = "right";
  for (const more of rest) {
    if (more.count < 1 || input.bayPx < input.fontPx * 3) continue;
    const y = Math.min(more.y, keys.heightPx - input.fontPx * 0.5);
    const words = input.bayPx > input.fontPx * 6;
    pen.fillText(words ? input.words.more(more.count) : `+${more.count}`, -6, y);
  }
};
