import { ringRadius, type Scene } from "./scene.ts";
import type { StageTheme } from "./theme.ts";

/** Rejected records in the retry bay, left of now: hollow, their key's colour, attempt inside. */
export const paintRings = (
  pen: CanvasRenderingContext2D,
  scene: Scene,
  theme: StageTheme,
): void => {
  const { marks, rest } = scene.rings;
  if (marks.length === 0) return;
  const { input } = scene;
  const radius = ringRadius(input);
  const room = input.bayPx;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineWidth = Math.max(1.4, radius * 0.24);
  for (const ring of marks) {
    pen.beginPath();
    pen.arc(ring.x, ring.y, radius, 0, Math.PI * 2);
    pen.strokeStyle = theme.keys[ring.track] ?? theme.none;
    pen.stroke();
  }
  pen.fillStyle = theme.ink2;
  pen.font = `500 ${input.fontPx}px ${theme.font}`;
  for (const more of rest) {
    if (more.count < 1 || room < input.fontPx * 4) continue;
    pen.textAlign = "left";
    pen.fillText(`+${more.count}`, 2 - room, more.y + radius + input.fontPx * 0.9);
  }
};
