import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import {
  bracketMatching,
  defaultHighlightStyle,
  HighlightStyle,
  indentOnInput,
  StreamLanguage,
  type StreamParser,
  syntaxHighlighting,
} from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';

export interface Editor {
  text(): string;
  /** Takes another text; what can be undone stays. */
  replace(text: string): void;
  focus(): void;
  close(): void;
}

interface EditorOptions {
  path: string;
  text: string;
  onChange(): void;
  onSave(): void;
}

/**
 * An editor in a shadow root: there its style sheets are constructed, which the Content-Security-Policy allows; in the
 * page itself it would make `<style>` elements. The page's colours come in by their names.
 *
 * Tab indents; Escape and then Tab leaves, as the library has it.
 */
export function openEditor(host: HTMLElement, { path, text, onChange, onSave }: EditorOptions): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const language = new Compartment();
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        // What is not touched stays: a file of Windows keeps its line ends.
        text.includes('\r\n') ? EditorState.lineSeparator.of('\r\n') : [],
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        search({ top: true }),
        syntaxHighlighting(HIGHLIGHTS),
        language.of([]),
        THEME,
        EditorView.contentAttributes.of({ 'aria-label': `Text of ${path}` }),
        EditorView.updateListener.of(({ docChanged }) => {
          if (docChanged) onChange();
        }),
        keymap.of([
          {
            key: 'Mod-s',
            preventDefault: true,
            run: () => {
              onSave();
              return true;
            },
          },
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
          indentWithTab,
        ]),
      ],
    }),
  });
  void languageOf(path)?.().then(
    (parser) => view.dispatch({ effects: language.reconfigure(StreamLanguage.define(parser)) }),
    () => {
      // Without colours it can be read as well.
    },
  );
  return {
    text: () => view.state.sliceDoc(),
    replace: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

type Loader = () => Promise<StreamParser<unknown>>;

const LANGUAGES: [RegExp, Loader][] = [
  [
    /\.(sh|bash)$|(^|\/)\.(bashrc|profile)$/,
    async () => (await import('@codemirror/legacy-modes/mode/shell')).shell,
  ],
  [/\.ya?ml$/, async () => (await import('@codemirror/legacy-modes/mode/yaml')).yaml],
  [/\.py$/, async () => (await import('@codemirror/legacy-modes/mode/python')).python],
  [/\.sql$/, async () => (await import('@codemirror/legacy-modes/mode/sql')).standardSQL],
  [/\.[cm]?js$/, async () => (await import('@codemirror/legacy-modes/mode/javascript')).javascript],
  [/\.json$/, async () => (await import('@codemirror/legacy-modes/mode/javascript')).json],
  [/\.[cm]?ts$/, async () => (await import('@codemirror/legacy-modes/mode/javascript')).typescript],
  [/\.toml$/, async () => (await import('@codemirror/legacy-modes/mode/toml')).toml],
  [
    /\.(conf|cfg|ini|env|properties)$/,
    async () => (await import('@codemirror/legacy-modes/mode/properties')).properties,
  ],
];

const languageOf = (path: string) => LANGUAGES.find(([pattern]) => pattern.test(path))?.[1];

/** The library's own marks, with colours that can be read in both themes. */
const COLOURS: Record<string, string> = {
  '#708': 'var(--signal)',
  '#219': 'var(--accent)',
  '#164': 'var(--good)',
  '#a11': 'var(--good)',
  '#e40': 'var(--signal)',
  '#00f': 'var(--accent)',
  '#30a': 'var(--accent)',
  '#085': 'var(--accent)',
  '#167': 'var(--accent)',
  '#256': 'var(--accent)',
  '#00c': 'var(--accent)',
  '#940': 'var(--ink-2)',
  '#f00': 'var(--bad)',
};

const HIGHLIGHTS = HighlightStyle.define(
  defaultHighlightStyle.specs.map((spec) =>
    'color' in spec ? { ...spec, color: COLOURS[String(spec.color)] ?? 'inherit' } : spec,
  ),
);

const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '0.875rem' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-gutters': {
    color: 'var(--ink-2)',
    backgroundColor: 'var(--surface-2)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--surface-2)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--accent-2)',
  },
  '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--surface-2)' },
  '.cm-textfield, .cm-button': {
    color: 'var(--ink)',
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line-strong)',
  },
});
