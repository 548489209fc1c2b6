// Starts the page.
document.title = 'Backtest report';
