"""The sample's assemblies: neighbours who found them, meet and decide, each act by the same verbs as anyone's."""
