// In a frame of a file that is handed on, after overlay-layer.js in the same script: draws its data.

const handed = JSON.parse(document.getElementById("newsgrid-handed").textContent);
const shows = layers => draw({data: handed.overlay, layers, ad: "", scale: 1}, said => parent.postMessage(said, "*"));
const tells = () => parent.postMessage({newsgrid: "tall", tall: document.documentElement.scrollHeight}, "*");

addEventListener("message", ({source, data}) => {
  if (source === parent && data?.newsgrid === "layers") shows(data.layers);
});
shows(handed.layers);
addEventListener("load", tells);
document.fonts.ready.then(tells);
