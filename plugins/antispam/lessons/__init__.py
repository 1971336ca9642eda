"""Groups teach the judge: /spam, /ham and decided cases become small weights of the organisation."""
