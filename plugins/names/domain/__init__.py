"""Pure rules about names: when somebody is reminded, and which name passes for whose."""
