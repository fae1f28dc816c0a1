import { useState } from 'react';

/** How the person wants terminals; kept in this browser. */
export interface TerminalSettings {
  fontSize: number;
  screenReader: boolean;
}

const KEY = 'atlas.terminal';
const DEFAULTS: TerminalSettings = { fontSize: 14, screenReader: false };
export const FONT_SIZES = { smallest: 10, largest: 24 };

export function useTerminalSettings(): [TerminalSettings, (part: Partial<TerminalSettings>) => void] {
  const [settings, setSettings] = useState(read);
  return [
    settings,
    (part) => {
      const next = { ...settings, ...part };
      setSettings(next);
      try {
        localStorage.setItem(KEY, JSON.stringify(next));
      } catch {
        // It lasts as long as the page.
      }
    },
  ];
}

function read(): TerminalSettings {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const { fontSize, screenReader } = Object(stored) as Record<string, unknown>;
    return {
      fontSize:
        typeof fontSize === 'number' && fontSize >= FONT_SIZES.smallest && fontSize <= FONT_SIZES.largest
          ? fontSize
          : DEFAULTS.fontSize,
      screenReader: screenReader === true,
    };
  } catch {
    return DEFAULTS;
  }
}
