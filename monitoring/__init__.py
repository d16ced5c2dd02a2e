"""The room monitoring: is each site looked after?"""
