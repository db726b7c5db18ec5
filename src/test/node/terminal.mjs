// Draws what a terminal showed as an SVG.
// Usage: node terminal.mjs "COMMAND" HEAD TAIL <output-with-colours >picture.svg
// Of long output the first HEAD and the last TAIL lines are drawn.
import { readFileSync } from 'node:fs';

const [, , command, head, tail] = process.argv;
const all = readFileSync(0, 'utf8').replace(/\n$/, '').split('\n');
const lines = all.length > +head + +tail + 1 ? [...all.slice(0, +head), '\u001b[2m…\u001b[0m', ...all.slice(-tail)] : all;
const COLOURS = { 31: '#ff8d80', 32: '#7fcf9b', 33: '#e8b45c', 34: '#8fb8e8', 35: '#d2a4e0', 36: '#7cc7cf' };
// Blanks that do not collapse, which browsers have stopped to let xml:space ask for.
const escape = text => text.replace(/[&<> ]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', ' ': '\u00a0' })[c]);
const CHARACTER = 7.83, LINE = 19, LEFT = 22, TOP = 52;

function spans(line) {
  let style = {};
  let out = '';
  for (const part of line.split(/(\u001b\[[0-9;]*m)/)) {
    const code = /^\u001b\[([0-9;]*)m$/.exec(part);
    if (code) {
      for (const n of code[1].split(';').map(Number)) {
        if (n === 0) style = {};
        else if (n === 1) style = { ...style, bold: true };
        else if (n === 2) style = { ...style, dim: true };
        else if (n in COLOURS) style = { ...style, fill: COLOURS[n] };
        else throw new Error(`nothing is known of the colour ${n}`);
      }
    } else if (part) {
      const more = (style.fill ? ` fill="${style.fill}"` : style.dim ? ' fill="#9a968c"' : '') + (style.bold ? ' font-weight="700"' : '');
      out += more ? `<tspan${more}>${escape(part)}</tspan>` : escape(part);
    }
  }
  return out;
}

const width = Math.ceil(Math.max(command.length + 2, ...lines.map(line => line.replace(/\u001b\[[0-9;]*m/g, '').length)) * CHARACTER + 2 * LEFT);
const height = TOP + (lines.length + 1) * LINE + 14;
const text = [`<tspan fill="#9a968c">$ </tspan><tspan font-weight="700">${escape(command)}</tspan>`, ...lines.map(spans)];
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A terminal: ${escape(command)}">
<rect width="${width}" height="${height}" rx="9" fill="#1a1a17"/><circle cx="22" cy="20" r="5.5" fill="#4a4841"/><circle cx="40" cy="20" r="5.5" fill="#4a4841"/><circle cx="58" cy="20" r="5.5" fill="#4a4841"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace" font-size="13" fill="#ebe8e0">
${text.map((line, i) => `<text x="${LEFT}" y="${TOP + i * LINE}">${line}</text>`).join('\n')}
</g>
</svg>
`);
