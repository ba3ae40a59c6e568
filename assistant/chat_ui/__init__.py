"""The chat page: shows answers and the articles behind them, decides nothing."""
