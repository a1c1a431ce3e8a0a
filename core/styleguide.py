"""Sample data for the living page that shows every component in every state."""


def examples() -> dict:
    return {"states": ["done", "done", "now", "", ""]}
