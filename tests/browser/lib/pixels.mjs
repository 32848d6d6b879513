// What is really painted: for what computed styles do not tell, such as forced colours.

/**
 * The luminance, from 0 to 1, of each column of points of a picture in PNG: its least,
 * median and most, as WCAG counts it. What is at its top and bottom is left out, since corners may be round.
 */
export async function columns(browser, png) {
  const page = await blank(browser);
  return page.evaluate(async source => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const linear = part => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    const at = (x, y) => {
      const [red, green, blue] = data.subarray(4 * (y * image.width + x));
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    };
    return Array.from({ length: image.width }, (_, x) => {
      const edge = Math.ceil(image.height / 8);
      const all = Array.from({ length: image.height - 2 * edge }, (__, y) => at(x, y + edge));
      all.sort((a, b) => a - b);
      return { least: all[0], median: all[all.length >> 1], most: all.at(-1) };
    });
  }, `data:image/png;base64,${png.toString('base64')}`);
}

const blanks = new WeakMap();

/** A page of nobody, which no policy restrains. */
function blank(browser) {
  if (!blanks.has(browser)) blanks.set(browser, browser.newPage());
  return blanks.get(browser);
}

/** The most contrast between two points of a picture: 1 where all are alike, 21 at the most. */
export async function contrast(browser, png) {
  const all = await columns(browser, png);
  const most = Math.max(...all.map(column => column.most));
  const least = Math.min(...all.map(column => column.least));
  return (most + 0.05) / (least + 0.05);
}
