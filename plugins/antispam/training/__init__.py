"""Fitting the model from labelled messages. A developer's tool: it needs scikit-learn, the running bot does not."""
