// What a reader of the page would stumble over, by the rules of WCAG 2.2: contrast of text (1.4.3), names of pictures (1.1.1),
// order of headings (1.3.1), language (3.1.1), landmarks, and charts without a table.
(() => {
    const problems = [];
    let texts = 0;
    // Closed details hide their text; a reader may open them.
    document.querySelectorAll("details").forEach(element => element.open = true);

    const canvas = Object.assign(document.createElement("canvas"), {width: 1, height: 1});
    const context = canvas.getContext("2d", {willReadFrequently: true});
    const channels = colour => {
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
        return [red, green, blue, alpha / 255];
    };
    const over = (upper, lower) => upper.slice(0, 3).map((value, i) => value * upper[3] + lower[i] * (1 - upper[3])).concat(1);
    const luminance = colour => {
        const [red, green, blue] = colour.map(value => {
            const share = value / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one, other) => {
        const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
    };
    const background = element => {
        const layers = [];
        for (let at = element; at; at = at.parentElement) {
            layers.unshift(channels(getComputedStyle(at).backgroundColor));
        }
        return layers.reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
    };

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const style = getComputedStyle(element);
        const shown = element.getClientRects().length > 0 && style.visibility === "visible";
        if (!walker.currentNode.data.trim() || !shown || element.closest("title, desc, style, script")) {
            continue;
        }
        texts++;
        const paper = background(element);
        const ink = over(channels(element.closest("svg") ? style.fill : style.color), paper);
        const ratio = contrast(ink, paper);
        if (ratio < 4.5) {
            problems.push("contrast " + ratio.toFixed(2) + ": " + walker.currentNode.data.trim().slice(0, 60));
        }
    }

    for (const picture of document.querySelectorAll("svg, img")) {
        if (picture.closest("[aria-hidden=true]") || picture.parentElement.closest("svg")) {
            continue;
        }
        const names = (picture.getAttribute("aria-labelledby") || "").split(" ").map(id => document.getElementById(id));
        if (picture.getAttribute("role") !== "img" || names.length < 2 || names.some(name => !name || !name.textContent.trim())) {
            problems.push("picture without a name: " + picture.outerHTML.slice(0, 120));
        }
        const figure = picture.closest("figure");
        if (picture.classList.contains("chart") && !nextTable(figure)) {
            problems.push("chart without a table: " + names[0].textContent);
        }
    }
    // Charts of the same kind, one below the other, may share the table that follows the last of them.
    function nextTable(figure) {
        let at = figure.nextElementSibling;
        while (at && at.matches("h3, figure:not(.readings)")) {
            at = at.nextElementSibling;
        }
        return at && at.matches("details") ? at.querySelector("table") : null;
    }

    let before = 0;
    for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
        const level = Number(heading.tagName[1]);
        if (level > before + 1) {
            problems.push("heading skips a level: " + heading.textContent);
        }
        before = level;
    }
    if (document.querySelectorAll("h1").length !== 1) {
        problems.push("not one h1");
    }
    for (const landmark of ["header", "main", "nav", "footer"]) {
        if (document.querySelectorAll(landmark).length !== 1) {
            problems.push("not one " + landmark);
        }
    }
    if (!document.documentElement.lang) {
        problems.push("no language");
    }
    const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
    ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => problems.push("id twice: " + id));
    for (const link of document.querySelectorAll("a[href^='#']")) {
        if (!document.getElementById(link.hash.slice(1))) {
            problems.push("link to nowhere: " + link.hash);
        }
    }
    return {texts, problems};
})()
