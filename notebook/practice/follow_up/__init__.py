"""Follow up, maintain: how often, who is silent for longer than usual, and whom next, with every reason."""
