const sum = await window.fixture.invoke('sum', [1, 2]);
document.querySelector('#heading').textContent = `Sum ${sum}`;
window.ticks = [];
window.stopTicks = window.fixture.onTick((tick) => window.ticks.push(tick));
