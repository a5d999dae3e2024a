// Where a new thing begins, before the layout moves it: on a circle around the thing it was found from; no chance.
export const around = ({ x = 0, y = 0 }, at, of, far = 10) => {
  const turn = (at / Math.max(of, 1)) * Math.PI * 2;
  return { x: x + far * Math.cos(turn), y: y + far * Math.sin(turn) };
};
