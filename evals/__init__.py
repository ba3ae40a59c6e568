"""The evals judge the assistant: questions with proven answers, metrics, and a gate."""
